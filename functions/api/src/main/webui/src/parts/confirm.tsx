import { Stack, Text } from '@mantine/core';
import { modals } from '@mantine/modals';
import type { ReactNode } from 'react';

/** Asks before something that cannot be taken back; nothing happens unless it is answered with the action's own name. */
export function confirm(question: {
  title: string;
  body: ReactNode;
  action: string;
  danger?: boolean;
  onYes: () => void;
}): void {
  modals.openConfirmModal({
    title: question.title,
    children: (
      <Stack gap="xs">
        {typeof question.body === 'string' ? <Text size="sm">{question.body}</Text> : question.body}
      </Stack>
    ),
    labels: { confirm: question.action, cancel: 'Back' },
    confirmProps: question.danger ? { color: 'red.9' } : {},
    onConfirm: question.onYes,
  });
}
