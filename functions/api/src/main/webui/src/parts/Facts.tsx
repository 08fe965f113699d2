import { Text } from '@mantine/core';
import type { ReactNode } from 'react';

/** Named values below each other or side by side, as the room allows. */
export function Facts({ children }: { children: ReactNode }) {
  return <dl className="fact-grid">{children}</dl>;
}

export function Fact({ name, children }: { name: string; children: ReactNode }) {
  return (
    <div>
      <Text component="dt" c="dimmed" size="xs">
        {name}
      </Text>
      <Text component="dd" m={0} size="sm" className="break">
        {children}
      </Text>
    </div>
  );
}
