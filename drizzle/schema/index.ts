export * from "./audit";
export * from "./juniper";
export * from "./people";
export * from "./ublox";
export * from "./vendors";
