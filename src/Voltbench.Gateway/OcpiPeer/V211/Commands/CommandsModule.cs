using Voltbench.Lab.Ocpi.Commands;
using Voltbench.Ocpi;
using Voltbench.Ocpi.Transport;
using Voltbench.Ocpi.V211.Commands;

namespace Voltbench.Gateway.OcpiPeer.V211.Commands;

/// <summary>Commands of eMSPs (OCPI 2.1.1 mod_commands §2.1).</summary>
internal static class CommandsModule
{
    public static void MapCommandsV211(this IEndpointRouteBuilder routes) => CommandCalls.Map(routes, OcpiVersion.V211, PostCommand.AnswerAsync);

    /// <summary>The direct response (§3.1); an unknown place has a status code of its own beside it.</summary>
    public static OcpiAnswer Answer(CommandReceipt receipt)
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
        };
        return receipt.Reply == CommandReply.UnknownPlace ? OcpiAnswer.Refused(OcpiStatus.UnknownLocation, receipt.Message!, response) : OcpiAnswer.Ok(response);
    }
}
