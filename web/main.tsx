import './styles/index.css';
import { render } from 'preact';
import { App } from './shell/app.tsx';
import { startPreferences } from './state/preferences.ts';

startPreferences();
const root = document.getElementById('app');
if (root) render(<App />, root);
