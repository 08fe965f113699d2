import { Group, Text, Title } from '@mantine/core';
import { IconLock } from '@tabler/icons-react';
import type { ReactNode } from 'react';

interface Props {
  title: string;
  children: ReactNode;
  action?: ReactNode;
  /** Why nothing can be changed here; null where it can. */
  refused?: string | null;
}

/** The title of one page of the settings, what it is for, and what can be added. */
export function Head({ title, children, action, refused = null }: Props) {
  return (
    <Group justify="space-between" align="flex-start">
      <div style={{ flex: '1 1 16rem' }}>
        <Title order={2} size="h3">
          {title}
        </Title>
        <Text c="dimmed" maw={620}>
          {children}
        </Text>
        {refused !== null && (
          <Text size="sm" mt={4}>
            <IconLock size={14} aria-hidden /> {refused.replace('do', 'change')}
          </Text>
        )}
      </div>
      {action}
    </Group>
  );
}
