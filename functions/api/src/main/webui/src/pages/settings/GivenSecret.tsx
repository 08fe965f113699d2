import { Button, Group, Modal, PasswordInput, Stack, Text } from '@mantine/core';
import { useForm } from '@mantine/form';
import { useMutation, useQueryClient } from '@tanstack/react-query';
import { api, ok } from '../../api/client';
import { fieldErrors } from '../../parts/fieldErrors';
import { good } from '../../parts/toast';

/** Takes the signing token that GitLab made itself. */
export function GivenSecret({
  project,
  opened,
  replaces,
  onClose,
}: {
  project: string;
  opened: boolean;
  /** Whether a secret is set already. */
  replaces: boolean;
  onClose: () => void;
}) {
  return (
    <Modal opened={opened} onClose={onClose} title="Store GitLab’s signing token">
      <TokenForm project={project} replaces={replaces} onClose={onClose} />
    </Modal>
  );
}

function TokenForm({ project, replaces, onClose }: { project: string; replaces: boolean; onClose: () => void }) {
  const queries = useQueryClient();
  const form = useForm({ initialValues: { secret: '' } });
  const store = useMutation({
    mutationFn: (body: { secret: string }) =>
      ok(
        api.POST('/api/v1/projects/{project}/hooks/{provider}/rotate', {
          params: { path: { project, provider: 'gitlab' } },
          body,
        }),
      ),
    gcTime: 0,
    onError: (error) => fieldErrors(form, error),
    onSuccess: async () => {
      await queries.invalidateQueries({ queryKey: ['project', project, 'hooks'] });
      good('The signing token is stored');
      onClose();
    },
  });
  return (
    <form onSubmit={form.onSubmit((values) => store.mutate({ secret: values.secret.trim() }))}>
      <Stack gap="sm">
        <Text size="sm">
          Stored encrypted, and never shown.{replaces && ' The secret that is set now stays valid for 24 hours more.'}
        </Text>
        <PasswordInput
          label="Signing token"
          description="All of it; it begins with whsec_"
          required
          autoComplete="off"
          data-autofocus
          visibilityToggleButtonProps={{ 'aria-label': 'Show or hide the token', tabIndex: 0 }}
          {...form.getInputProps('secret')}
        />
        <Group justify="flex-end">
          <Button variant="default" onClick={onClose}>
            Back
          </Button>
          <Button type="submit" loading={store.isPending}>
            Store the token
          </Button>
        </Group>
      </Stack>
    </form>
  );
}
