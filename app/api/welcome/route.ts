import { z } from "zod";
import { clientAddress } from "@/lib/access/client-address";
import { password } from "@/lib/contract/users";
import { setPasswordByLink } from "@/lib/domain/users/users";
import { publicRoute } from "@/lib/http/public-route";

const body = z.object({ secret: z.string().min(1).max(100), password });

/** Sets a password by an invitation's link. Not an operation: whoever holds the link has no session yet. */
export const POST = publicRoute(body, async (input, request, requestId) => {
  const user = await setPasswordByLink(input.secret, input.password, {
    requestId,
    address: clientAddress(request.headers),
  });
  return { email: user.email };
});
