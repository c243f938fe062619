using Voltbench.Lab.Ocpi.Objects;

namespace Voltbench.Gateway.OcpiPeer;

/// <summary>Lists of objects that are stored as they go over the wire.</summary>
internal static class ObjectLists
{
    public static async Task<OcpiAnswer> AnswerAsync(OcpiCall call, Func<ObjectReader, UpdatedWindow, Task<ObjectPage>> read)
    {
        var page = await read(call.Service<ObjectReader>(), UpdatedWindow.Of(call.Version, call.Page.From, call.Page.To));
        return OcpiAnswer.Page(page.Bodies, page.Total, page.Bodies.Count > 0 && call.Page.Offset + page.Bodies.Count < page.Total);
    }
}
