/** A body with only what changes. The description's types ask for each field; the server leaves as it is what is absent. */
export function changed<T>(body: Partial<T>): T {
  return body as T;
}
