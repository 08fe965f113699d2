import { Button, Group, Select, Stack, TextInput } from '@mantine/core';
import { useForm } from '@mantine/form';
import { useMutation, useQueryClient } from '@tanstack/react-query';
import { api, ok } from '../../api/client';
import type { Environment } from '../../api/types';
import { fieldErrors } from '../../parts/fieldErrors';
import { good } from '../../parts/toast';
import { type EnvironmentValues, PlatformFields } from './EnvironmentFields';
import { KIND } from './platforms';

const KINDS = (['development', 'staging', 'production'] as const).map((value) => ({ value, label: KIND[value] }));

function initial(stored: Environment | null): EnvironmentValues {
  return {
    id: stored?.id ?? '',
    name: stored?.name ?? '',
    kind: stored?.kind ?? 'staging',
    url: stored?.url ?? '',
    platform: {
      type: stored?.platform.type ?? 'agent',
      url: stored?.platform.url ?? '',
      environment_id: stored?.platform.environment_id ?? '',
      key: '',
    },
  };
}

function send(project: string, stored: Environment | null, values: EnvironmentValues) {
  const { key, ...platform } = values.platform;
  const withKey = key === '' ? platform : { ...platform, key };
  const { id, name, kind, url } = values;
  if (stored) {
    const params = { path: { project, environment: stored.id } };
    const body = { name, kind, url: url || null, platform: withKey };
    return ok(api.PATCH('/api/v1/projects/{project}/environments/{environment}', { params, body }));
  }
  const body = { id, kind, platform: withKey, ...(name && { name }), ...(url && { url }) };
  return ok(api.POST('/api/v1/projects/{project}/environments', { params: { path: { project } }, body }));
}

/** Adds an environment, or changes the stored one. */
export function EnvironmentForm({
  project,
  stored,
  onDone,
}: {
  project: string;
  stored: Environment | null;
  onDone: () => void;
}) {
  const queries = useQueryClient();
  const form = useForm<EnvironmentValues>({ initialValues: initial(stored) });
  const save = useMutation({
    mutationFn: (values: EnvironmentValues) => send(project, stored, values),
    gcTime: 0, // a key is among its variables
    onError: (error) => fieldErrors(form, error),
    onSuccess: async (saved) => {
      await queries.invalidateQueries({ queryKey: ['project', project] });
      good(`${saved.name} is saved`);
      onDone();
    },
  });
  return (
    <form onSubmit={form.onSubmit((values) => save.mutate(values))}>
      <Stack gap="sm">
        {!stored && (
          <TextInput
            label="Id"
            description="Lower-case letters, digits and hyphens; it stays as it is. Rules name the environment by it."
            required
            maxLength={40}
            data-autofocus
            {...form.getInputProps('id')}
          />
        )}
        <TextInput label="Name" maxLength={100} {...form.getInputProps('name')} />
        <Select
          label="Kind"
          description="Rules for production are an Admin’s to change and to run."
          data={KINDS}
          allowDeselect={false}
          {...form.getInputProps('kind')}
        />
        <TextInput
          label="Public address"
          description="Where people open it; shown as a link. May be empty."
          inputMode="url"
          {...form.getInputProps('url')}
        />
        <PlatformFields form={form} stored={stored} />
        <Group justify="flex-end">
          <Button variant="default" onClick={onDone}>
            Back
          </Button>
          <Button type="submit" loading={save.isPending}>
            {stored ? 'Save' : 'Add the environment'}
          </Button>
        </Group>
      </Stack>
    </form>
  );
}
