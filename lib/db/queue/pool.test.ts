import { expect, test } from "vitest";
import { poolOptions } from "./pool";

const session = { role: "muniment_app" };
const options = (url: string, encrypted = true) =>
  poolOptions({ url, encrypted, maxConnections: 3, session });

test("takes the address apart, with what is percent-encoded in it", () => {
  expect(options("postgres://own%40er:p%2Fw%3A@db.example.com:6432/mun%20iment", false)).toMatchObject({
    host: "db.example.com",
    port: 6432,
    user: "own@er",
    password: "p/w:",
    database: "mun iment",
    ssl: false,
    max: 3,
    options: "-c TimeZone=UTC -c role=muniment_app",
  });
});

test("leaves to the environment what the address does not say", () => {
  const found = options("postgres://[::1]/muniment", false);
  expect(found).toMatchObject({ host: "::1", port: 5432 });
  expect(found).not.toHaveProperty("user");
  expect(found).not.toHaveProperty("password");
});

test("checks the server's certificate when our own driver does", () => {
  const isChecked = (query: string) => {
    const { ssl } = options(`postgres://db.example.com/muniment${query}`);
    return ssl.rejectUnauthorized;
  };
  for (const query of ["?sslmode=require", "?sslmode=prefer", "?ssl=allow"])
    expect(isChecked(query)).toBe(false);
  for (const query of ["?sslmode=verify-full", "?sslrootcert=system", "?ssl=true", ""])
    expect(isChecked(query)).toBe(true);
});
