import { notifications } from '@mantine/notifications';
import type { ReactNode } from 'react';

export function good(title: string, message: ReactNode = null): void {
  notifications.show({ title, message, color: 'green', autoClose: 6_000 });
}

export function bad(error: Error): void {
  notifications.show({ title: 'That did not work', message: error.message, color: 'red', autoClose: 12_000 });
}
