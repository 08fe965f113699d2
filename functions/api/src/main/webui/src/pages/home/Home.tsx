import { useTitle } from '../../app/useTitle';

export default function Home() {
  useTitle('Home');
  return <h1>Home</h1>;
}
