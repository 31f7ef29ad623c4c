import { expect, test } from "vitest";
import { Refusal } from "@/lib/contract/problem";
import { requireHeader } from "./header";

test.each(["Id,Type,Action", '"Id","Type","Action"'])("takes %s", (text) => {
  expect(() => requireHeader(text)).not.toThrow();
});

test.each([
  ["id,type,action", /spelled differently/],
  ["Id, Type, Action", /spelled differently/],
  ["Type,Id,Action", /another order/],
  ["action,type,id", /another order/],
  ["Id;Type;Action", /semicolons or tabs/],
  ["Id\tType\tAction", /semicolons or tabs/],
  ["0002000089280087,ROTPublicUID,ADD", /has no header/],
  ["PK\u0003\u0004\u0014", /ZIP file or an Excel workbook/],
  ["\u001f\ufffd\b", /compressed/],
  ["\ufffd\ufffdI\0d\0", /UTF-16/],
  ["I\0d\0,\0T\0", /UTF-16/],
  ["------WebKitFormBoundary7MA4YWxk", /web form/],
  ["Id,Type,Action\r0002000089280087,ROTPublicUID,ADD\r", /CR alone/],
  ["Id,Type,Action,Note", /not the header/],
  ['"Id,Type,Action', /not the header/],
  ["", /first line is empty/],
  [",".repeat(1_025), /not the header/],
])("refuses %j and says what it seems to be", (text, detail) => {
  const refusal = (() => {
    try {
      requireHeader(text);
      return undefined;
    } catch (error) {
      return error;
    }
  })();
  expect(refusal).toBeInstanceOf(Refusal);
  expect(refusal).toMatchObject({ code: "invalid_input", words: { detail: expect.stringMatching(detail) } });
});
