import { expect, test } from "vitest";
import { Refusal } from "@/lib/contract/problem";
import { problemResponse, toProblem } from "@/lib/http/problem";
import { backToPage } from "./back-to-page";

const navigation = { "sec-fetch-mode": "navigate", accept: "text/html,application/xhtml+xml,*/*;q=0.8" };
const context = { params: Promise.resolve({ batchId: "186" }) };
const page = ({ batchId = "" }) => `/batches/${encodeURIComponent(batchId)}`;

const post = (response: Response, headers: Record<string, string>, params = context) =>
  backToPage(async () => response, page)(
    new Request("http://console.test/api/v1/batches/186/download", { method: "POST", headers }),
    params,
  );

const problem = () =>
  problemResponse(toProblem(new Refusal("conflict", { detail: "Not now.", next: "Wait." }), "req_1"));

test("a browser that posted a form is sent back to the page with the problem's code", async () => {
  const response = await post(problem(), navigation);
  expect(response.status).toBe(303);
  expect(response.headers.get("location")).toBe("/batches/186?problem=conflict&requestId=req_1");
  expect(response.headers.get("cache-control")).toBe("no-store");
  expect(await response.text()).toBe("");
});

test("what stands in the path cannot lead elsewhere", async () => {
  const params = { params: Promise.resolve({ batchId: "/evil.test/\r\nx: y?" }) };
  const response = await post(problem(), navigation, params);
  expect(response.headers.get("location")).toMatch(/^\/batches\/%2Fevil\.test%2F%0D%0Ax%3A%20y%3F\?problem=/);
});

test.each([
  ["a script's call", { "sec-fetch-mode": "cors", accept: "*/*" }],
  ["curl", { accept: "*/*" }],
  ["a program that takes anything", {}],
  ["a navigation that wants no page", { "sec-fetch-mode": "navigate", accept: "application/json" }],
])("%s gets the problem document itself", async (_name, headers) => {
  const response = await post(problem(), headers);
  expect(response.status).toBe(409);
  expect(await response.json()).toMatchObject({ code: "conflict", requestId: "req_1" });
});

test("a file passes untouched, unread", async () => {
  const file = new Response("PK", { headers: { "content-disposition": "attachment" } });
  const response = await post(file, navigation);
  expect(response).toBe(file);
  expect(response.bodyUsed).toBe(false);
});

test("a failure that is no problem document passes as it is", async () => {
  const response = await post(new Response("gateway", { status: 502 }), navigation);
  expect(response.status).toBe(502);
  expect(await response.text()).toBe("gateway");
});
