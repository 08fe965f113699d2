import { Left, useNow } from '../time';

/** What is left until a moment, after some words; other words once it is over and the server has not said so yet. */
export function Until({ at, words, over }: { at: string; words: string; over: string }) {
  if (Date.parse(at) <= useNow()) return over;
  return (
    <>
      {words} <Left until={at} />
    </>
  );
}
