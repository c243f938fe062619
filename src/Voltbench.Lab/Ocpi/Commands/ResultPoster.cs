using System.Text;
using Voltbench.Lab.Ocpi.Messages;
using Voltbench.Lab.Ocpi.Peers;
using Voltbench.Ocpi;
using Voltbench.Ocpi.Transport;

namespace Voltbench.Lab.Ocpi.Commands;

/// <summary>
/// Posts a result to the URL that the peer gave. The standard asks for no retries; a few are made, so that a glitch of the peer loses nothing. The same
/// result may arrive twice when its answer was lost.
/// </summary>
internal sealed class ResultPoster(CommandRows rows, PeerDirectory peers, OcpiClient client, CommandOptions options)
{
    public async Task PostAsync(ResultRow row, CancellationToken ct)
    {
        if (await peers.FindPeerAsync(row.Party.Id, row.PeerId, ct) is not { } peer)
        {
            await rows.DoneAsync(row.Id, "the peer is gone", ct);
            return;
        }

        var isPush = row.Kind == CommandKind.PushProfile;
        if ((isPush ? Below(peer.Endpoint("chargingprofiles", ModuleSide.Sender), row.SessionId) : new Uri(row.Url)) is not { } url)
        {
            await rows.DoneAsync(row.Id, "the peer has no endpoint for it", ct);
            return;
        }

        var outcome = await client.SendAsync(
            new OcpiRequest(isPush ? HttpMethod.Put : HttpMethod.Post, url)
            {
                Token = peer.Token,
                TokenIsBase64 = peer.TokenIsBase64,
                Body = Encoding.UTF8.GetBytes(row.Answer),
                CorrelationId = row.CorrelationId,
                Version = row.Party.Version,
                From = row.Party.Version == OcpiVersion.V221 ? new PartyAddress(row.Party.CountryCode, row.Party.PartyId) : null,
                To = row.Party.Version == OcpiVersion.V221 ? new PartyAddress(peer.CountryCode, peer.PartyId) : null,
                Tag = new MessageTag(row.Party.Id, row.PeerId, row.Kind.Module()),
            },
            ct);
        if (outcome.IsSuccess)
            await rows.DoneAsync(row.Id, error: null, ct);
        else if (row.Attempts >= options.ResultAttempts || IsFinal(outcome))
            await rows.DoneAsync(row.Id, outcome.Detail ?? outcome.Kind.ToString(), ct);
        else
            await rows.RetryAsync(row.Id, outcome.Detail ?? outcome.Kind.ToString(), TimeSpan.FromSeconds(Math.Pow(2, row.Attempts - 1)), ct);
    }

    private static Uri? Below(Uri? endpoint, string? sessionId) => endpoint is null ? null : PartyLinks.Below(endpoint, Uri.EscapeDataString(sessionId ?? ""));

    /// <summary>The same once more would meet the same answer.</summary>
    private static bool IsFinal(OcpiOutcome outcome) => outcome switch
    {
        { Kind: OcpiOutcomeKind.Refused or OcpiOutcomeKind.Redirected } => true,
        { Kind: OcpiOutcomeKind.HttpError, HttpStatus: >= 400 and < 500 and not (408 or 425 or 429) } => true,
        { Kind: OcpiOutcomeKind.Answered, StatusCode: { } code } => OcpiStatus.IsClientError(code),
        _ => false,
    };
}
