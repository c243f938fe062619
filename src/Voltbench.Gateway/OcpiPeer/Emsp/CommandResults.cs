using System.Text;
using System.Text.Json;
using Voltbench.Lab.Ocpi.Emsp;

namespace Voltbench.Gateway.OcpiPeer.Emsp;

/// <summary>
/// <c>commands/{command}/{command_id}</c> and <c>chargingprofiles/{command}/{command_id}</c>: the response URL that a command carried, where its result is
/// posted (mod_commands and mod_charging_profiles, Sender Interface).
/// </summary>
internal static class CommandResults
{
    public static async Task<OcpiAnswer> AnswerAsync(OcpiCall call, CancellationToken ct)
    {
        var body = await call.ReadJsonAsync(ct);
        if (body.Fault is { } unreadable)
            return unreadable;
        using var document = JsonDocument.Parse(body.Value);
        if (document.RootElement.ValueKind != JsonValueKind.Object
            || !document.RootElement.TryGetProperty("result", out var result) || result.ValueKind != JsonValueKind.String)
        {
            return OcpiAnswer.Invalid("result is required: a text such as ACCEPTED.");
        }

        return Guid.TryParse(call.Path("command_id"), out var id)
            && await call.Service<EmspCommands>().CompleteAsync(call.Party.Id, call.Peer!.Id, id, Encoding.UTF8.GetString(body.Value.Span), ct)
            ? OcpiAnswer.Done()
            : OcpiAnswer.NotFound($"No {call.Path("command")} {call.Path("command_id")} was sent to you.");
    }
}
