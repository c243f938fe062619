using Voltbench.Ocpi.Rules;

namespace Voltbench.Ocpi.V221.Credentials;

/// <summary>How a party is reached and who it is; exchanged at registration (OCPI 2.2.1 credentials).</summary>
public sealed record Credentials
{
    /// <summary>What the other side shows when it calls; never logged.</summary>
    [Text(64), Form(TextForm.CredentialsToken)]
    public required string Token { get; init; }

    /// <summary>Of the versions module.</summary>
    [Url]
    public required string Url { get; init; }

    [Items(1)]
    public required IReadOnlyList<CredentialsRole> Roles { get; init; }
}
