import type { VendorLimits } from "../http/limits";
import { closing, quickLimits } from "../http/testing/client";
import {
  answer,
  type Recorded,
  type RecordingServer,
  type Reply,
  recordingServer,
} from "../http/testing/recording-server";
import { SectigoClient } from "./client";
import type { SectigoConfig } from "./config";

export interface SectigoStandIn {
  sectigo: SectigoClient;
  server: RecordingServer;
  /** What was asked beside signing in. */
  asked(): Recorded[];
}

/** A client against a server that lets everybody sign in and answers the rest as the test says. */
export async function sectigoStandIn(
  reply: Reply,
  {
    upload = "urlencoded",
    limits,
  }: { upload?: SectigoConfig["upload"]; limits?: Partial<VendorLimits> } = {},
): Promise<SectigoStandIn> {
  const server = await recordingServer((request, response) => {
    if (request.url === "/auth/pwd") answer(response, { accessToken: "access-1", refreshToken: "refresh-1" });
    else reply(request, response);
  });
  const config = { baseUrl: server.origin, username: "operator", password: "pass-word-1", upload };
  const sectigo = closing(new SectigoClient(config, { ...quickLimits, ...limits }));
  return { sectigo, server, asked: () => server.requests.filter(({ url }) => url !== "/auth/pwd") };
}

/** A batch as the guide's sample shows it. */
export const sampleBatch = {
  batchId: 186,
  orderNumber: 398,
  creationDate: "2018-09-05T17:08:04.037Z",
  profile: "ECC Device Certificate",
  size: 1,
  status: "Pending",
  isRejectableDueTo: null,
  active: true,
  batchName: "Example",
  rejectReason: null,
  generatorParametersValues: { increment: "1", startValue: "5" },
  userId: 3,
  rejectable: false,
  downloadable: false,
};
