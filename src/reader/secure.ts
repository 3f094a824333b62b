import { words } from './words.ts';

// Runs before anything else: without a secure context there is no Web Crypto, and OpenPGP.js does not even load.
const root = document.getElementById('reader');
if (root && !crypto.subtle) root.textContent = words.insecure;
