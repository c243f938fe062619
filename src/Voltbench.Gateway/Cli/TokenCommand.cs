using System.CommandLine;
using Voltbench.Gateway.Auth;
using Voltbench.Gateway.Hosting;

namespace Voltbench.Gateway.Cli;

/// <summary><c>voltbench token</c>: prints a token signed with the local key, and nothing else.</summary>
internal static class TokenCommand
{
    /// <summary>Organization of a token that names none: the first one of an installation.</summary>
    public static readonly Guid FirstOrganization = new("00000000-0000-4000-8000-000000000001");

    public static Command Create()
    {
        var org = new Option<Guid?>("--org") { Description = "Organization (UUID); default: the first organization." };
        var role = new Option<string>("--role") { Description = "user or admin.", DefaultValueFactory = _ => "user" };
        role.AcceptOnlyFromAmong("user", "admin");
        var ttl = new Option<long>("--ttl") { Description = "Validity in seconds.", DefaultValueFactory = _ => 30L * 24 * 3600 };
        ttl.Validators.Add(result =>
        {
            if (result.GetValueOrDefault<long>() is < 1 or > 10L * 366 * 24 * 3600)
                result.AddError("--ttl must be 1 second to 10 years.");
        });
        var subject = new Option<string>("--sub") { Description = "Who will hold the token.", DefaultValueFactory = _ => "cli" };
        var data = new Option<string?>("--data") { Description = "Data directory of the gateway." };
        var keyFile = new Option<string?>("--key-file") { Description = "Key file; default: jwt.key in the data directory." };
        var command = new Command("token", "Print a token for the API.") { org, role, ttl, subject, data, keyFile };
        command.SetAction(async (parsed, ct) =>
        {
            var settings = new Dictionary<string, string?>(StringComparer.OrdinalIgnoreCase);
            if (parsed.GetValue(data) is { } directory)
                settings["Data:Directory"] = directory;
            if (parsed.GetValue(keyFile) is { } file)
                settings["Auth:KeyFile"] = file;
            var admin = parsed.GetValue(role) == "admin";
            var organization = parsed.GetValue(org) ?? (admin ? null : FirstOrganization);
            try
            {
                var issuer = AccessHosting.CreateIssuer(SettingsHosting.Read(settings), TimeProvider.System);
                var token = issuer.Issue(admin ? TenantRole.Admin : TenantRole.User, organization, parsed.GetValue(subject)!, TimeSpan.FromSeconds(parsed.GetValue(ttl)));
                await Console.Out.WriteLineAsync(token.AsMemory(), ct);
                return 0;
            }
            catch (SettingsException e)
            {
                await Console.Error.WriteLineAsync($"voltbench: {e.Message}");
                return 2;
            }
        });
        return command;
    }
}
