for (const name of ['SIGTERM', 'SIGINT', 'SIGHUP']) process.on(name, () => console.log('heard', name))
setInterval(() => {}, 1000)
console.log('stubborn')
