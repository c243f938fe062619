using System.Text;
using Voltbench.Ocpi.Transport;

namespace Voltbench.Lab.Ocpi.Messages;

/// <summary>Whose call it is: <see cref="OcpiRequest.Tag"/> of every call that belongs into the log.</summary>
/// <param name="PartyId">Our party.</param>
/// <param name="PeerId">Null before the handshake is done.</param>
/// <param name="Module">Name on the wire.</param>
public sealed record MessageTag(long PartyId, long? PeerId, string Module)
{
    /// <summary>Adds a call of ours to the log; one without a tag is nobody's.</summary>
    public static void Log(MessageLog messages, OcpiExchange exchange)
    {
        if (exchange.Request.Tag is not MessageTag tag)
            return;
        messages.Add(new OcpiMessage(tag.PartyId, MessageDirection.Out, exchange.At, exchange.Request.Method.Method, exchange.Request.Url.OriginalString)
        {
            PeerId = tag.PeerId,
            Module = tag.Module,
            RequestId = exchange.Request.RequestId,
            CorrelationId = exchange.Request.CorrelationId,
            Request = exchange.Request.Body,
            HttpStatus = exchange.Outcome.HttpStatus,
            StatusCode = exchange.Outcome.StatusCode,
            Response = exchange.Answer.IsEmpty && exchange.Outcome.Detail is { } detail ? Encoding.UTF8.GetBytes(detail) : exchange.Answer,
            Elapsed = exchange.Elapsed,
        });
    }
}
