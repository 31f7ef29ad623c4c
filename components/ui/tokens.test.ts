import { readFileSync } from "node:fs";
import { describe, expect, test } from "vitest";

const css = readFileSync(new URL("../../app/globals.css", import.meta.url), "utf8");

type Linear = readonly [red: number, green: number, blue: number];
interface Color {
  rgb: Linear;
  alpha: number;
}

/** Oklab to linear sRGB with the matrices of CSS Color 4; out-of-gamut parts are clipped as screens do. */
function oklch(lightness: number, chroma: number, hueDegrees: number): Linear {
  const hue = (hueDegrees * Math.PI) / 180;
  const [a, b] = [chroma * Math.cos(hue), chroma * Math.sin(hue)];
  const long = (lightness + 0.3963377774 * a + 0.2158037573 * b) ** 3;
  const medium = (lightness - 0.1055613458 * a - 0.0638541728 * b) ** 3;
  const short = (lightness - 0.0894841775 * a - 1.291485548 * b) ** 3;
  const clip = (value: number) => Math.min(1, Math.max(0, value));
  return [
    clip(4.0767416621 * long - 3.3077115913 * medium + 0.2309699292 * short),
    clip(-1.2684380046 * long + 2.6097574011 * medium - 0.3413193965 * short),
    clip(-0.0041960863 * long - 0.7034186147 * medium + 1.707614701 * short),
  ];
}

function tokensIn(block: string): Map<string, Color> {
  const found = block.matchAll(/--color-([\w-]+):\s*oklch\(([\d.]+) ([\d.]+) ([\d.]+)(?: \/ ([\d.]+))?\)/g);
  return new Map(
    [...found].map(([, name = "", l, c, h, alpha]) => [
      name,
      { rgb: oklch(Number(l), Number(c), Number(h)), alpha: alpha === undefined ? 1 : Number(alpha) },
    ]),
  );
}

function blockOf(start: string): string {
  const from = css.indexOf(start);
  return css.slice(from, css.indexOf("\n}", from));
}

const themes = { light: tokensIn(blockOf("@theme {")), dark: tokensIn(blockOf('[data-theme="dark"] {')) };
type Theme = keyof typeof themes;
const themeNames: Theme[] = ["light", "dark"];

function colorOf(theme: Theme, name: string): Linear {
  const token = themes[theme].get(name);
  if (!token) throw new Error(`There is no color "${name}" in the ${theme} theme`);
  return token.rgb;
}

const encode = (value: number) => (value <= 0.0031308 ? value * 12.92 : 1.055 * value ** (1 / 2.4) - 0.055);
const decode = (value: number) => (value <= 0.04045 ? value / 12.92 : ((value + 0.055) / 1.055) ** 2.4);

/** A share of a color over another, mixed as screens mix transparency: in encoded sRGB. */
function tint(over: Linear, color: Linear, share: number): Linear {
  const mix = (index: 0 | 1 | 2) => decode(encode(color[index]) * share + encode(over[index]) * (1 - share));
  return [mix(0), mix(1), mix(2)];
}

function luminance([red, green, blue]: Linear): number {
  return 0.2126 * red + 0.7152 * green + 0.0722 * blue;
}

/** The contrast ratio of WCAG 2.2. */
function contrast(one: Linear, other: Linear): number {
  const [dark = 0, light = 0] = [luminance(one), luminance(other)].sort((a, b) => a - b);
  return (light + 0.05) / (dark + 0.05);
}

const grounds = ["sunken", "page", "surface", "raised"];
const touched = [...grounds, "hover", "pressed", "accent-soft"];
const statuses = ["ok", "waiting", "attention", "failed", "unknown", "neutral"];
const tintShare = 0.1;

describe.each(themeNames)("the %s theme", (theme) => {
  const on = (text: string, ground: string) => contrast(colorOf(theme, text), colorOf(theme, ground));

  test.each(["ink", "soft", "muted"])("%s can be read on every ground, also while pointed at", (text) => {
    for (const ground of touched)
      expect(on(text, ground), `${text} on ${ground}`).toBeGreaterThanOrEqual(4.5);
  });

  test.each(["accent", "failed"])("%s can be read as text", (text) => {
    for (const ground of [...grounds, "hover"]) {
      expect(on(text, ground), `${text} on ${ground}`).toBeGreaterThanOrEqual(4.5);
    }
  });

  test.each([
    ["on-accent", "accent"],
    ["on-accent", "accent-strong"],
    ["on-danger", "danger"],
    ["on-danger", "danger-strong"],
  ])("%s can be read on %s", (text, ground) => {
    expect(on(text, ground)).toBeGreaterThanOrEqual(4.5);
  });

  test("the border of a control stands out from all that is around it", () => {
    for (const ground of grounds) expect(on("control", ground), `on ${ground}`).toBeGreaterThanOrEqual(3);
  });

  test("the focus ring stands out from every ground", () => {
    for (const ground of touched) expect(on("accent", ground), `on ${ground}`).toBeGreaterThanOrEqual(3);
  });

  test.each(statuses)("the icon of %s stands out, on the page, in rows and on its own tint", (status) => {
    const color = colorOf(theme, status);
    for (const ground of touched) expect(on(status, ground), `on ${ground}`).toBeGreaterThanOrEqual(3);
    for (const ground of grounds) {
      const tinted = tint(colorOf(theme, ground), color, tintShare);
      expect(contrast(color, tinted), `on its tint over ${ground}`).toBeGreaterThanOrEqual(3);
    }
  });

  test.each([...statuses, "sandbox", "uat"])("words on the tint of %s can be read", (status) => {
    for (const ground of grounds) {
      const tinted = tint(colorOf(theme, ground), colorOf(theme, status), tintShare);
      for (const text of ["ink", "soft", "muted"]) {
        expect(contrast(colorOf(theme, text), tinted), `${text} over ${ground}`).toBeGreaterThanOrEqual(4.5);
      }
    }
  });

  test("lines are visible", () => {
    for (const ground of grounds) expect(on("line", ground), `on ${ground}`).toBeGreaterThan(1.1);
  });
});

test("both themes have the same names", () => {
  expect([...themes.dark.keys()].sort()).toEqual([...themes.light.keys()].sort());
});

test("the tint in the stylesheet is the one checked here", () => {
  expect(css).toContain(`--value(--color-*) ${tintShare * 100}%`);
});

test("the conversion knows white, black and pure red", () => {
  expect(contrast(oklch(1, 0, 0), oklch(0, 0, 0))).toBeCloseTo(21, 1);
  expect(luminance(oklch(0.62796, 0.25768, 29.2339))).toBeCloseTo(0.2126, 3);
});
