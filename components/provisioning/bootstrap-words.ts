/** The rule of the vendor that people trip over (u-blox seed, deviceprofile/bootstrapprovisioning). */
export const onlyNewDevices = "Only devices that have not bootstrapped are touched.";
