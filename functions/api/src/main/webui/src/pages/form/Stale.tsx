import { Alert, Button, Group, Stack, Text } from '@mantine/core';
import { IconGitMerge } from '@tabler/icons-react';
import { useEffect, useRef } from 'react';
import type { Rule } from '../../api/types';
import { When } from '../../parts/time';

interface Props {
  /** The rule as it is on the server by now. */
  latest: Rule;
  /** Grows with each attempt to save, and takes the focus here. */
  attempt: number;
  onLoad: () => void;
  onKeep: () => void;
}

/** Somebody else saved the rule while it was edited here. */
export function Stale({ latest, attempt, onLoad, onKeep }: Props) {
  const box = useRef<HTMLDivElement>(null);
  useEffect(() => {
    if (attempt > 0) box.current?.focus();
  }, [attempt]);
  return (
    <Alert
      ref={box}
      tabIndex={-1}
      color="yellow"
      variant="default"
      icon={<IconGitMerge aria-hidden />}
      title="The rule was changed meanwhile"
      role="alert"
    >
      <Stack gap="sm" align="flex-start">
        <Text size="sm" className="break">
          {latest.updated_by} saved version {latest.version} <When at={latest.updated_at} />. Your changes are based on
          an older one and cannot be saved over it unseen.
        </Text>
        <Group gap="xs">
          <Button size="xs" onClick={onLoad}>
            Load version {latest.version}
          </Button>
          <Button size="xs" variant="default" onClick={onKeep}>
            Keep mine, to save over it
          </Button>
        </Group>
      </Stack>
    </Alert>
  );
}
