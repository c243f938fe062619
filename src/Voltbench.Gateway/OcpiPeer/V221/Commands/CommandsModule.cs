using Voltbench.Lab.Ocpi.Commands;
using Voltbench.Lab.Ocpi.Peers;
using Voltbench.Ocpi;
using Voltbench.Ocpi.Transport;
using Voltbench.Ocpi.V221.Commands;
using Voltbench.Ocpi.V221.Tokens;
using Voltbench.Ocpi.V221.Types;

namespace Voltbench.Gateway.OcpiPeer.V221.Commands;

/// <summary>Commands of eMSPs (OCPI 2.2.1 mod_commands, Receiver Interface).</summary>
internal static class CommandsModule
{
    public static void MapCommandsV221(this IEndpointRouteBuilder routes) => CommandCalls.Map(routes, OcpiVersion.V221, PostCommand.AnswerAsync);

    /// <summary>The direct response; an unknown place has a status code of its own beside it.</summary>
    public static OcpiAnswer Answer(OcpiCall call, CommandReceipt receipt)
    {
        var response = new CommandResponse
        {
            Result = receipt.Reply switch
            {
                CommandReply.Accepted => CommandResponseType.Accepted,
                CommandReply.NotSupported => CommandResponseType.NotSupported,
                CommandReply.UnknownSession => CommandResponseType.UnknownSession,
                _ => CommandResponseType.Rejected,
            },
            Timeout = call.Service<CommandOptions>().TimeoutSeconds,
            Message = receipt.Message is { } text ? [new DisplayText { Language = "en", Text = text }] : null,
        };
        return receipt.Reply == CommandReply.UnknownPlace ? OcpiAnswer.Refused(OcpiStatus.UnknownLocation, receipt.Message!, response) : OcpiAnswer.Ok(response);
    }

    /// <summary>A peer uses tokens of its own only (StartSession and ReserveNow).</summary>
    public static CommandReceipt? Foreign(Peer peer, Token token) => peer.SpeaksFor(token.CountryCode, token.PartyId)
        ? null
        : new CommandReceipt(CommandReply.Rejected, $"The token belongs to {token.CountryCode}/{token.PartyId}, for which you do not speak.");
}
