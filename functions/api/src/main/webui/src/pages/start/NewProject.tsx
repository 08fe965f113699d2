import { Button, Group, Paper, Stack, TagsInput, Text, TextInput, Title } from '@mantine/core';
import { useForm } from '@mantine/form';
import { useMutation, useQueryClient } from '@tanstack/react-query';
import { useState } from 'react';
import { Link, useNavigate } from 'react-router';
import { api, ok, Problem } from '../../api/client';
import { useTitle } from '../../app/useTitle';
import { fieldErrors } from '../../parts/fieldErrors';
import { good } from '../../parts/toast';
import { slug } from './slug';

interface Values {
  name: string;
  id: string;
  repositories: string[];
}

/** Makes a project, and goes on to its webhook. */
function useCreate(form: ReturnType<typeof useForm<Values>>) {
  const queries = useQueryClient();
  const navigate = useNavigate();
  return useMutation({
    mutationFn: ({ id, name, repositories }: Values) =>
      ok(api.POST('/api/v1/projects', { body: { id, repositories, ...(name.trim() && { name: name.trim() }) } })),
    onError: (error) => {
      if (error instanceof Problem && error.code === 'project_exists') form.setFieldError('id', error.message);
      else fieldErrors(form, error);
    },
    onSuccess: async (made) => {
      await queries.invalidateQueries({ queryKey: ['projects'] });
      await queries.invalidateQueries({ queryKey: ['me'] });
      good(`${made.name} is made`, 'Next, give your git host the webhook.');
      await navigate(`/projects/${made.id}/settings/webhooks`);
    },
  });
}

/** A new project, of which whoever makes it is Admin. */
export default function NewProject() {
  useTitle('New project');
  const [ownId, setOwnId] = useState(false);
  const form = useForm<Values>({ initialValues: { name: '', id: '', repositories: [] } });
  const create = useCreate(form);
  return (
    <Stack gap="lg" maw={640} mx="auto">
      <div>
        <Title order={1} size="h2">
          New project
        </Title>
        <Text c="dimmed">A project owns environments, rules, members and webhook secrets. You become its Admin.</Text>
      </div>
      <Paper withBorder p="md" component="form" onSubmit={form.onSubmit((values) => create.mutate(values))}>
        <Stack gap="md">
          <TextInput
            label="Name"
            maxLength={100}
            {...form.getInputProps('name')}
            onChange={(event) => {
              const name = event.currentTarget.value;
              form.setFieldValue('name', name);
              if (!ownId) form.setFieldValue('id', slug(name));
            }}
          />
          <TextInput
            label="Id"
            description="Part of every address, also of the webhook’s; it stays as it is. Lower-case letters, digits and hyphens."
            required
            maxLength={40}
            {...form.getInputProps('id')}
            onChange={(event) => {
              setOwnId(event.currentTarget.value !== '');
              form.setFieldValue('id', event.currentTarget.value);
            }}
          />
          <TagsInput
            label="Repositories"
            description="Full names as the git host writes them, such as acme/shop. Press Enter after each."
            withAsterisk
            maxTags={50}
            {...form.getInputProps('repositories')}
          />
          <Group justify="flex-end">
            <Button component={Link} to="/projects" variant="default">
              Back
            </Button>
            <Button type="submit" loading={create.isPending}>
              Make the project
            </Button>
          </Group>
        </Stack>
      </Paper>
    </Stack>
  );
}
