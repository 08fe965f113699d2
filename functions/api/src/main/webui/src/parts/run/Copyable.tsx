import { ActionIcon, CopyButton, Group, Text, Tooltip, VisuallyHidden } from '@mantine/core';
import { IconCheck, IconCopy } from '@tabler/icons-react';

/** A value for machines, with a button that copies it. */
export function Copyable({ what, value, dimmed = false }: { what: string; value: string; dimmed?: boolean }) {
  return (
    <Group gap={4} wrap="nowrap" align="flex-start">
      <Text component="span" className="commit break" {...(dimmed ? { c: 'dimmed' } : {})} lh={1.6}>
        {value}
      </Text>
      <CopyButton value={value} timeout={2_000}>
        {({ copied, copy }) => (
          <>
            <Tooltip label={copied ? 'Copied' : `Copy ${what}`}>
              <ActionIcon
                variant="subtle"
                size="sm"
                color="gray"
                c="var(--mantine-color-dimmed)"
                aria-label={`Copy ${what}`}
                onClick={copy}
              >
                {copied ? <IconCheck size={14} aria-hidden /> : <IconCopy size={14} aria-hidden />}
              </ActionIcon>
            </Tooltip>
            <VisuallyHidden role="status">{copied ? 'Copied' : ''}</VisuallyHidden>
          </>
        )}
      </CopyButton>
    </Group>
  );
}
