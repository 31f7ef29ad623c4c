/** A value that was set from elsewhere is shown too. */
export function withValue(items: readonly { value: string; label: string }[], value: string) {
  return items.some((item) => item.value === value) ? items : [...items, { value, label: value }];
}
