namespace Voltbench.Ocpi.V211.Commands;

/// <summary>The answer to a command, at once and again from the charge point to the <c>response_url</c> (OCPI 2.1.1 mod_commands §3.1).</summary>
public sealed record CommandResponse
{
    public required CommandResponseType Result { get; init; }
}
