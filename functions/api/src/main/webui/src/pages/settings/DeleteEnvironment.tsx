import { Alert, Button, Group, Modal, Stack, Text, TextInput } from '@mantine/core';
import { IconAlertTriangle } from '@tabler/icons-react';
import { useMutation, useQueryClient } from '@tanstack/react-query';
import { type FormEvent, useState } from 'react';
import { api, ok } from '../../api/client';
import type { Environment } from '../../api/types';
import { good } from '../../parts/toast';

/** Asks for the environment's id before it is deleted; says in the server's words where rules still name it. */
export function DeleteEnvironment({
  project,
  environment,
  onClose,
}: {
  project: string;
  /** Null while nothing is to be deleted. */
  environment: Environment | null;
  onClose: () => void;
}) {
  return (
    <Modal opened={environment !== null} onClose={onClose} title={`Delete ${environment?.name ?? ''}?`}>
      {environment && <Question project={project} environment={environment} onClose={onClose} />}
    </Modal>
  );
}

function Question({
  project,
  environment: { id, name },
  onClose,
}: {
  project: string;
  environment: Environment;
  onClose: () => void;
}) {
  const queries = useQueryClient();
  const [typed, setTyped] = useState('');
  const [wrong, setWrong] = useState(false);
  const remove = useMutation({
    mutationFn: () =>
      ok(
        api.DELETE('/api/v1/projects/{project}/environments/{environment}', {
          params: { path: { project, environment: id } },
        }),
      ),
    onSuccess: async () => {
      await queries.invalidateQueries({ queryKey: ['project', project] });
      good(`${name} is deleted`);
      onClose();
    },
  });
  const submit = (event: FormEvent) => {
    event.preventDefault();
    setWrong(typed !== id);
    if (typed === id) remove.mutate();
  };
  return (
    <form onSubmit={submit}>
      <Stack gap="sm">
        <Text size="sm">
          Sluice forgets the environment and its platform’s key. What runs there keeps running, and the history of its
          runs stays.
        </Text>
        {remove.error && (
          <Alert color="red" variant="default" role="alert" icon={<IconAlertTriangle aria-hidden />}>
            {remove.error.message}
          </Alert>
        )}
        <TextInput
          label={`Type ${id} to confirm`}
          autoComplete="off"
          data-autofocus
          value={typed}
          error={wrong && `That is not ${id}.`}
          onChange={(event) => {
            setTyped(event.currentTarget.value);
            setWrong(false);
          }}
        />
        <Group justify="flex-end">
          <Button variant="default" onClick={onClose}>
            Back
          </Button>
          <Button type="submit" color="red.9" loading={remove.isPending}>
            Delete the environment
          </Button>
        </Group>
      </Stack>
    </form>
  );
}
