import { Button, Code, CopyButton, Group, Stack, Text, VisuallyHidden } from '@mantine/core';
import { IconCheck, IconCopy } from '@tabler/icons-react';

/** A text to be taken elsewhere, with a button that copies it; `label` says what it is. */
export function CopyText({ label, text, hidden = false }: { label: string; text: string; hidden?: boolean }) {
  return (
    <Stack gap={4}>
      {!hidden && (
        <Text size="sm" fw={500}>
          {label}
        </Text>
      )}
      <Group gap="xs" wrap="nowrap" align="center">
        <Code className="break" style={{ flex: 1, minWidth: 0, padding: '0.4rem 0.6rem' }}>
          {text}
        </Code>
        <CopyButton value={text} timeout={2_000}>
          {({ copied, copy }) => (
            <>
              <Button
                size="xs"
                variant="default"
                style={{ flex: 'none' }}
                leftSection={copied ? <IconCheck size={14} aria-hidden /> : <IconCopy size={14} aria-hidden />}
                aria-label={`${copied ? 'Copied' : 'Copy'}: ${label}`}
                onClick={copy}
              >
                {copied ? 'Copied' : 'Copy'}
              </Button>
              <VisuallyHidden role="status">{copied ? `Copied: ${label}` : ''}</VisuallyHidden>
            </>
          )}
        </CopyButton>
      </Group>
    </Stack>
  );
}
