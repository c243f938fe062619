using System.CommandLine;
using Voltbench.Gateway.Cli;
using Voltbench.Gateway.Hosting;

// The build runs this program to write docs/openapi.json: only the routes are wanted then, no database and no keys.
if (OpenApiBuild.IsRunning)
{
    OpenApiBuild.Run();
    return 0;
}

// The host handles SIGINT and SIGTERM itself and may take its time to stop; the parser's own handler would cut it off after 2 s.
return await VoltbenchCommand.Create().Parse(args).InvokeAsync(new InvocationConfiguration { ProcessTerminationTimeout = null });
