/** The certificate on a device's page. */
export const certificatePage = (rotPublicUid: string) =>
  `/devices/${encodeURIComponent(rotPublicUid)}/certificate`;

export const devicePage = (rotPublicUid: string) => `/devices/${encodeURIComponent(rotPublicUid)}`;

export const rootCaPage = (caName: string) => `/root-cas/${encodeURIComponent(caName)}`;
