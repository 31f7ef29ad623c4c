import { z } from "zod";
import { jsonAnswer } from "../../kit/answer";
import { utcSeconds } from "../../kit/times";
import { jsonRoute, nameList, pageNumber, Refusal, success } from "../router";
import { pageOf } from "../rules/paging";
import { provisioned, provisioning } from "../rules/provisioning";
import { propertiesJson } from "../shapes";
import { type DeviceProfile, noProperties, type UbloxState } from "../state";

/** TagNames and ProfileName exclude each other; with neither, all profiles. ProfileName is case-sensitive. */
const get = jsonRoute({
  path: "/v1/deviceprofile/get",
  body: z.object({
    TagNames: nameList.optional(),
    ProfileName: z.string().optional(),
    PageNumber: pageNumber,
  }),
  handle(context, { TagNames, ProfileName, PageNumber }) {
    const { state } = context;
    if (TagNames !== undefined && ProfileName !== undefined) throw new Refusal("Bad Request");
    const tags = TagNames?.flatMap((name) => state.tag(name) ?? []);
    const chosen = [...state.profiles.values()].filter(
      (profile) =>
        (ProfileName === undefined || profile.name === ProfileName) &&
        (tags === undefined || tags.some((tag) => tag.profileUids.has(profile.uid))),
    );
    const { records, paging } = pageOf(context, chosen, PageNumber);
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

/** Concerns only devices that have not bootstrapped yet. */
const setBootstrapProvisioning = jsonRoute({
  path: "/v1/deviceprofile/bootstrapprovisioning/set",
  body: z.object({ DeviceProfileUID: z.string(), Provisioning: provisioning }),
  handle(context, { DeviceProfileUID, Provisioning }) {
    const { state, clock } = context;
    const profile = existingProfile(state, DeviceProfileUID);
    const earlier = profile.bootstrapProvisioning;
    profile.bootstrapProvisioning = provisioned(state, earlier, Provisioning, clock.nowMs());
    return success(context, "message");
  },
});

const getBootstrapProvisioning = jsonRoute({
  path: "/v1/deviceprofile/bootstrapprovisioning/get",
  body: z.object({ DeviceProfileUID: z.string() }),
  handle({ state }, { DeviceProfileUID }) {
    const { bootstrapProvisioning } = existingProfile(state, DeviceProfileUID);
    return jsonAnswer(200, {
      DeviceProfileUID,
      DesiredProperties: propertiesJson(bootstrapProvisioning, "ModifiedDate"),
    });
  },
});

/** "As if they were never set"; devices that have bootstrapped keep what they were given [seed]. */
const deleteBootstrapProvisioning = jsonRoute({
  path: "/v1/deviceprofile/bootstrapprovisioning/delete",
  body: z.object({ DeviceProfileUID: z.string() }),
  handle(context, { DeviceProfileUID }) {
    existingProfile(context.state, DeviceProfileUID).bootstrapProvisioning = noProperties;
    return success(context, "message");
  },
});

export const deviceProfileRoutes = [
  get,
  setBootstrapProvisioning,
  getBootstrapProvisioning,
  deleteBootstrapProvisioning,
];

function existingProfile(state: UbloxState, uid: string): DeviceProfile {
  const profile = state.profiles.get(uid);
  if (!profile) throw new Refusal("Bad Request");
  return profile;
}
