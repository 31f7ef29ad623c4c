export * from "./audit";
export * from "./people";
export * from "./ublox";
export * from "./vendors";
