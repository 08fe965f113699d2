import { TagsInput } from '@mantine/core';
import type { ReactNode } from 'react';
import { useField } from './FormHere';
import type { Path } from './values';

interface Props {
  path: Path;
  description: ReactNode;
  placeholder: string;
}

/** A list of patterns: Enter or a comma ends one. */
export function Patterns({ path, description, placeholder }: Props) {
  const field = useField(path);
  const empty = !Array.isArray(field.value) || field.value.length === 0;
  return (
    <TagsInput
      {...field}
      description={description}
      placeholder={empty ? placeholder : ''}
      autoComplete="off"
      spellCheck={false}
    />
  );
}

const code = (text: string) => <code>{text}</code>;

export const REF_HELP = (
  <>
    Press Enter after each. {code('main')} is that branch alone, {code('feature/*')} takes every branch that begins with
    feature/, {code('!old/*')} leaves some out.
  </>
);

export const PATH_HELP = (
  <>
    {code('*')} stays inside a folder, {code('**')} crosses folders: {code('addons/**')} is all that lies in addons.
  </>
);
