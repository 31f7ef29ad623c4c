import { afterEach, expect, test } from "vitest";
import { closeServers, recordingServer, answer as reply } from "@/lib/vendors/http/testing/recording-server";
import { authorityId } from "@/lib/vendors/sectigo/authority-id";
import { SectigoClient } from "@/lib/vendors/sectigo/client";
import { requireNewName } from "./batch-names";
import { closeAfterwards, refusalOf } from "./testing/sandbox";

afterEach(closeServers);

const row = (batchId: number, batchName: string) => ({
  batchId,
  orderNumber: batchId + 200,
  creationDate: "2018-09-05T17:08:04.037Z",
  profile: null,
  size: 1,
  status: "Pending",
  active: true,
  batchName,
  generatorParametersValues: null,
  userId: 3,
  rejectable: false,
  downloadable: false,
});

/** A vendor whose search finds so many batches, cut to pages of at most 50 whatever is asked for. */
async function vendorWith(names: string[]) {
  const pages: number[] = [];
  const server = await recordingServer(({ url, text }, response) => {
    if (url === "/auth/pwd") return reply(response, { accessToken: "eyJhbGciOiJI.e30.x", refreshToken: "" });
    const { pageIndex } = JSON.parse(text).filter.pagingSettings;
    pages.push(pageIndex);
    const batches = names.slice(pageIndex * 50, (pageIndex + 1) * 50).map((name, index) => row(index, name));
    reply(response, { batches, totalCount: names.length });
  });
  const client = new SectigoClient({
    baseUrl: server.origin,
    username: "user",
    password: "a-password",
    upload: "urlencoded",
  });
  closeAfterwards(() => client.close());
  const search = (name: string) => requireNewName({ requestId: "req_test" }, client, authorityId(11), name);
  return { pages, search };
}

const alike = (count: number) => Array.from({ length: count }, (_, index) => `Meters ${index}`);

test("looks through every page of names that are alike, however the vendor cuts them", async () => {
  const { pages, search } = await vendorWith([...alike(120), "Meters"]);
  const { code } = await refusalOf(search("meters "));
  expect(code).toBe("conflict");
  expect(pages).toEqual([0, 1, 2]);
});

test("a new name among many alike is new", async () => {
  const { pages, search } = await vendorWith(alike(120));
  await search("Meters");
  expect(pages).toEqual([0, 1, 2]);
});

test("too many alike to be sure is a refusal and not a guess", async () => {
  const { pages, search } = await vendorWith(alike(2_000));
  const { code, words } = await refusalOf(search("Meters"));
  expect(code).toBe("conflict");
  expect(words.next).toContain("more particular name");
  expect(pages).toHaveLength(5);
});
