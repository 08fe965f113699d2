import { Group, Text, Title } from '@mantine/core';
import type { ReactNode } from 'react';

/** The title of one page of the settings, what it is for, and what can be added. */
export function Head({ title, children, action }: { title: string; children: ReactNode; action?: ReactNode }) {
  return (
    <Group justify="space-between" align="flex-start">
      <div style={{ flex: '1 1 16rem' }}>
        <Title order={2} size="h3">
          {title}
        </Title>
        <Text c="dimmed" maw={620}>
          {children}
        </Text>
      </div>
      {action}
    </Group>
  );
}
