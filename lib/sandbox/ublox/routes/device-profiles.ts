import { z } from "zod";
import { jsonAnswer } from "../../kit/answer";
import { utcSeconds } from "../../kit/times";
import { jsonRoute, nameList, pageNumber, Refusal } from "../router";
import { pageOf } from "../rules/paging";

/** TagNames and ProfileName exclude each other; with neither, all profiles. ProfileName is case-sensitive. */
const get = jsonRoute({
  path: "/v1/deviceprofile/get",
  body: z.object({
    TagNames: nameList.optional(),
    ProfileName: z.string().optional(),
    PageNumber: pageNumber,
  }),
  handle({ state }, { TagNames, ProfileName, PageNumber }) {
    if (TagNames !== undefined && ProfileName !== undefined) throw new Refusal("Bad Request");
    const tags = TagNames?.flatMap((name) => state.tag(name) ?? []);
    const chosen = [...state.profiles.values()].filter(
      (profile) =>
        (ProfileName === undefined || profile.name === ProfileName) &&
        (tags === undefined || tags.some((tag) => tag.profileUids.has(profile.uid))),
    );
    const { records, paging } = pageOf(chosen, PageNumber);
    return jsonAnswer(200, {
      DeviceProfiles: records.map((profile) => ({
        DeviceProfileUID: profile.uid,
        ProfileName: profile.name,
        TagNames: state.tagNamesOfProfile(profile.uid),
        IgnoreWhitelist: profile.ignoresWhitelist,
        CreatedDate: utcSeconds(profile.createdAtMs),
      })),
      ...paging,
    });
  },
});

export const deviceProfileRoutes = [get];
