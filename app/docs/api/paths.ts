/** The document that the reference shows. */
export const openApiPath = "/api/v1/openapi.json";

/** Where lib/scripts/copy-scalar.ts puts the bundle. */
export const scalarPath = "/vendor/scalar/standalone.js";
