using Voltbench.Gateway.Cli;
using Voltbench.Gateway.Hosting;

// The build runs this program to write docs/openapi.json: only the routes are wanted then, no database and no keys.
if (OpenApiBuild.IsRunning)
{
    OpenApiBuild.Run();
    return 0;
}

return await VoltbenchCommand.Create().Parse(args).InvokeAsync();
