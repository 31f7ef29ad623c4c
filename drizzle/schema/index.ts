export * from "./audit";
export * from "./people";
export * from "./vendors";
