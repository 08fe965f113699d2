import { Button, Paper, Stack, TagsInput, Text, TextInput } from '@mantine/core';
import { useForm } from '@mantine/form';
import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { useParams } from 'react-router';
import { api, ok } from '../../api/client';
import { project as one } from '../../api/queries';
import type { Project } from '../../api/types';
import { refusal } from '../../app/access';
import { useTitle } from '../../app/useTitle';
import { ActionButton } from '../../parts/ActionButton';
import { fieldErrors } from '../../parts/fieldErrors';
import { Shown } from '../../parts/States';
import { exact } from '../../parts/time';
import { good } from '../../parts/toast';
import { Head } from './Head';

/** The project's name and repositories. */
export default function General() {
  useTitle('General settings');
  const { project: id = '' } = useParams();
  const query = useQuery(one(id));
  return (
    <Stack gap="lg">
      <Head title="General" refused={query.data && refusal(query.data.role, 'admin')}>
        What the project is called, and which repositories its rules may listen to.
      </Head>
      <Shown query={query}>{(project) => <ProjectForm key={project.id} project={project} />}</Shown>
    </Stack>
  );
}

function ProjectForm({ project }: { project: Project }) {
  const queries = useQueryClient();
  const refused = refusal(project.role, 'admin');
  const form = useForm({ initialValues: { name: project.name, repositories: project.repositories } });
  const save = useMutation({
    mutationFn: (body: { name: string; repositories: string[] }) =>
      ok(api.PATCH('/api/v1/projects/{project}', { params: { path: { project: project.id } }, body })),
    onError: (error) => fieldErrors(form, error),
    onSuccess: async (saved) => {
      form.setInitialValues({ name: saved.name, repositories: saved.repositories });
      form.setValues({ name: saved.name, repositories: saved.repositories });
      await queries.invalidateQueries({ queryKey: ['project', project.id] });
      await queries.invalidateQueries({ queryKey: ['projects'] });
      good('The project is saved');
    },
  });
  return (
    <Paper withBorder p="md" component="form" onSubmit={form.onSubmit((values) => save.mutate(values))}>
      <Stack gap="md" maw={560}>
        <TextInput label="Name" required maxLength={100} readOnly={refused !== null} {...form.getInputProps('name')} />
        <TagsInput
          label="Repositories"
          description="Full names as the git host writes them, such as acme/shop. Press Enter after each."
          required
          maxTags={50}
          readOnly={refused !== null}
          clearable={false}
          {...form.getInputProps('repositories')}
        />
        <Text size="sm" c="dimmed">
          The id <code>{project.id}</code> stays as it is. Made on {exact(project.created_at)}.
        </Text>
        <div>
          {refused === null ? (
            <Button type="submit" loading={save.isPending}>
              Save
            </Button>
          ) : (
            <ActionButton refused={refused} onClick={() => undefined}>
              Save
            </ActionButton>
          )}
        </div>
      </Stack>
    </Paper>
  );
}
