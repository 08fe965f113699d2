import { Button, Group, Modal, Stack, Text } from '@mantine/core';
import { CopyText } from './CopyText';

/** A secret that was just made, to be copied before the dialog is closed. */
export function SecretOnce({
  title,
  label,
  secret,
  next,
  onClose,
}: {
  title: string;
  label: string;
  /** Null where there is none to show: the dialog is closed. */
  secret: string | null;
  /** Where to put it. */
  next: string;
  onClose: () => void;
}) {
  return (
    <Modal opened={secret !== null} onClose={onClose} title={title} closeOnClickOutside={false}>
      <Stack gap="sm">
        <Text size="sm">It is shown only now: copy it before you close this. {next}</Text>
        <CopyText label={label} text={secret ?? ''} />
        <Group justify="flex-end">
          <Button onClick={onClose}>I have copied it</Button>
        </Group>
      </Stack>
    </Modal>
  );
}
