import { describe, expect, test } from "vitest";
import { tags } from "./tags";

const uid = "0002000089280087";
const assigns = (body: unknown) => tags.assign.body.safeParse(body).success;
const unassigns = (body: unknown) => tags.unassign.body.safeParse(body).success;
const subjectOf = (body: unknown) =>
  tags.unassign.audit.subject({ params: {}, query: {}, body: tags.unassign.body.parse(body) }).id;

describe("assigning", () => {
  test("takes devices or device profiles, one of the two", () => {
    expect(assigns({ tagNames: ["a"], rotPublicUids: [uid] })).toBe(true);
    expect(assigns({ tagNames: ["a"], deviceProfileUids: ["p"] })).toBe(true);
    expect(assigns({ tagNames: ["a"], rotPublicUids: [uid], deviceProfileUids: ["p"] })).toBe(false);
    expect(assigns({ tagNames: ["a"] })).toBe(false);
    expect(assigns({ tagNames: [], rotPublicUids: [uid] })).toBe(false);
  });
});

describe("removing", () => {
  test("takes some or all of one side, never all of both", () => {
    expect(unassigns({ tagNames: ["a"], rotPublicUids: [uid] })).toBe(true);
    expect(unassigns({ tagNames: ["a"], allDevices: true })).toBe(true);
    expect(unassigns({ allTags: true, deviceProfileUids: ["p"] })).toBe(true);
    expect(unassigns({ allTags: true, allDevices: true })).toBe(false);
    expect(unassigns({ allTags: true, allDeviceProfiles: true })).toBe(false);
    expect(unassigns({ allTags: true, tagNames: ["a"], rotPublicUids: [uid] })).toBe(false);
    expect(unassigns({ tagNames: ["a"], allDevices: true, rotPublicUids: [uid] })).toBe(false);
    expect(unassigns({ tagNames: ["a"], allDevices: true, allDeviceProfiles: true })).toBe(false);
    expect(unassigns({})).toBe(false);
  });

  test("is told in the history by names, or by numbers when there are many", () => {
    expect(subjectOf({ tagNames: ["a", "b"], rotPublicUids: [uid] })).toBe(`a, b from ${uid}`);
    expect(subjectOf({ allTags: true, rotPublicUids: [uid, "0002000089280088"] })).toBe(
      "all tags from 2 devices",
    );
    expect(subjectOf({ tagNames: ["a"], allDeviceProfiles: true })).toBe("a from all device profiles");
  });
});
