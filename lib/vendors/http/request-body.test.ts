import { expect, test } from "vitest";
import { formFileBody, jsonBody, multipartFileBody } from "./request-body";

const allBytesOfText = Array.from({ length: 126 }, (_, index) => String.fromCharCode(index + 1)).join("");

test("a form field decodes to exactly the bytes that went in", async () => {
  const file = Buffer.from(`a+b/c=\n,-----é${allBytesOfText}`);
  const { contentType, content } = await formFileBody("file", file);
  expect(contentType).toBe("application/x-www-form-urlencoded");
  expect(new URLSearchParams(content.toString()).get("file")).toBe(file.toString());
});

test("a form field encodes plus, slash, equals, comma and line feed", async () => {
  const { content } = await formFileBody("file", Buffer.from("a+b/c=,\nd e-_.*"));
  expect(content.toString()).toBe("file=a%2Bb%2Fc%3D%2C%0Ad%20e-_.*");
});

test("encoding a large file lets other work run", async () => {
  let turns = 0;
  const counting = setInterval(() => {
    turns += 1;
  }, 1);
  try {
    const file = Buffer.alloc(8 * 1024 * 1024, "+A");
    const { content } = await formFileBody("file", file);
    expect(content).toHaveLength("file=".length + file.length * 2);
    expect(turns).toBeGreaterThan(2);
  } finally {
    clearInterval(counting);
  }
});

test("a multipart file keeps its line feeds and names its part", () => {
  const { contentType, content } = multipartFileBody("file", "csrs.pem", Buffer.from("a\nb\n"));
  const boundary = contentType.split("boundary=")[1];
  expect(content.toString()).toBe(
    `--${boundary}\r\nContent-Disposition: form-data; name="file"; filename="csrs.pem"\r\n` +
      `Content-Type: text/plain\r\n\r\na\nb\n\r\n--${boundary}--\r\n`,
  );
});

test("a JSON body may carry another content type", () => {
  expect(jsonBody({ a: 1 }, "application/json;charset=UTF-8")).toEqual({
    contentType: "application/json;charset=UTF-8",
    content: '{"a":1}',
  });
});
