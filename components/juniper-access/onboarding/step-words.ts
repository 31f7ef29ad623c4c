import type { JuniperSettings, Onboarding, OnboardingStep } from "@/lib/contract/juniper-access";

type Step = Onboarding["steps"][number];

/** Who acts, as people here read it: the customer is us. */
export const whoseWords: Record<Step["whose"], string> = {
  customer: "You",
  juniper: "Juniper",
  both: "You and Juniper",
};

/** The vendor's steps in plain words (seed, "Client OAuth2.0-based Onboarding Process"). */
export const stepWords: Record<OnboardingStep, { title: string; detail: string }> = {
  terms: {
    title: "Review the license and terms of use",
    detail: "Of the Juniper Service APIs, before anything else is agreed.",
  },
  firewall: {
    title: "Open the firewall ports",
    detail: "Outgoing from this console to Juniper’s addresses, and at Juniper for yours.",
  },
  credentials: {
    title: "Receive client id and secret",
    detail: "Juniper generates them and shares them with you.",
  },
  profile: {
    title: "Profile in Juniper’s API gateway",
    detail: "Juniper creates it, with OAuth 2.0 as the mechanism.",
  },
  apis: {
    title: "APIs assigned to the profile",
    detail: "Juniper creates the APIs and assigns your profile.",
  },
  endpoints: {
    title: "Receive the addresses",
    detail: "Of the APIs and of the token endpoint, as they are set under Settings.",
  },
  validated: {
    title: "Show that a call works",
    detail: "With an access token of the token endpoint. “Test connection” under Connections makes one.",
  },
  sourceIdentifier: {
    title: "Customer source identifier",
    detail: "Established together with Juniper.",
  },
  unreachableAlias: {
    title: "Alias for outages",
    detail: "Gets an e-mail when Juniper cannot connect to the endpoint.",
  },
  secretAlias: {
    title: "Alias for the new secret",
    detail: "Gets the new secret when it is time to rotate, once a year.",
  },
};

/** Where the vendor's list, which is about OAuth 2.0, is to be read otherwise. */
export const otherwise: Record<JuniperSettings["auth"], string | undefined> = {
  oauth2: undefined,
  oidc: "Juniper’s list is about OAuth 2.0. With OpenID Connect you give Juniper an ID token of your identity provider instead of receiving client id and secret, and there is no token endpoint of Juniper’s.",
  mtls: "Juniper’s list is about OAuth 2.0. With mutual TLS you give Juniper the certificate that your authority has signed instead of receiving client id and secret, and again before it expires; there is no token endpoint.",
};
