namespace Inkaust.Invoices.Schema;

/// <summary>
/// Content made of elements. The order is kept as a machine: from the element just read to those that may come next.
/// FA(3) never needs to look ahead, because no two elements of one name compete for the same place.
/// </summary>
internal sealed class Children : ContentType
{
    public Children(Part order)
    {
        Order = order;
        Start = new Place(null);
        var (first, last, isOptional) = Link(order);
        Start.Next = [.. first];
        Start.IsEnd = isOptional;
        foreach (var place in last) place.IsEnd = true;
        Elements = [.. order.Elements];
        Places = [.. AllPlaces()];
        byName = Elements.DistinctBy(element => element.Name).ToDictionary(element => element.Name, StringComparer.Ordinal);
    }

    public Part Order { get; }

    /// <summary>Where reading begins: before the first child.</summary>
    public Place Start { get; }

    /// <summary>All children that may occur, in order.</summary>
    public IReadOnlyList<Element> Elements { get; }

    /// <summary>The child of that name, or null if there is none.</summary>
    public Element? Named(string name) => byName.GetValueOrDefault(name);

    private readonly Dictionary<string, Element> byName;

    private IReadOnlyList<Place> Places { get; }

    /// <summary>The place of the child of that name, or null if there is none.</summary>
    public Place? PlaceOf(string name) => Places.FirstOrDefault(place => place.Element!.Name == name);

    /// <summary>
    /// The elements that must stand between <paramref name="from"/> and <paramref name="to"/> (null = the end), by the shortest way;
    /// null when no way leads there.
    /// </summary>
    public static IReadOnlyList<Element>? Between(Place from, Place? to)
    {
        var cameFrom = new Dictionary<Place, Place?> { [from] = null };
        var queue = new Queue<Place>([from]);
        while (queue.TryDequeue(out var place))
        {
            if (to is null ? place.IsEnd : place.Next.Contains(to)) return Way(place, cameFrom);
            foreach (var next in place.Next)
                if (cameFrom.TryAdd(next, place)) queue.Enqueue(next);
        }
        return null;
    }

    private static List<Element> Way(Place place, Dictionary<Place, Place?> cameFrom)
    {
        var way = new List<Element>();
        for (Place? step = place; step is not null && cameFrom[step] is not null; step = cameFrom[step]) way.Insert(0, step.Element!);
        return way;
    }

    // Glushkov's construction: which places may begin a part, which may end it, and what may follow what.
    private static (List<Place> First, List<Place> Last, bool IsOptional) Link(Part part)
    {
        switch (part)
        {
            case Element element:
                var place = new Place(element);
                return ([place], [place], element.IsOptional);
            case Choice choice:
                var branches = choice.Parts.Select(Link).ToList();
                return ([.. branches.SelectMany(branch => branch.First)], [.. branches.SelectMany(branch => branch.Last)],
                    choice.IsOptional || branches.Any(branch => branch.IsOptional));
            default:
                return LinkInOrder((Sequence)part);
        }
    }

    private static (List<Place> First, List<Place> Last, bool IsOptional) LinkInOrder(Sequence sequence)
    {
        List<Place> first = [], last = [];
        var allOptional = true;
        foreach (var (partFirst, partLast, isOptional) in sequence.Parts.Select(Link))
        {
            foreach (var place in last) place.Next = [.. place.Next, .. partFirst];
            if (allOptional) first.AddRange(partFirst);
            last = isOptional ? [.. last, .. partLast] : partLast;
            allOptional &= isOptional;
        }
        return (first, last, sequence.IsOptional || allOptional);
    }

    private HashSet<Place> AllPlaces()
    {
        var found = new HashSet<Place>();
        var queue = new Queue<Place>(Start.Next);
        while (queue.TryDequeue(out var place))
            if (found.Add(place))
                foreach (var next in place.Next) queue.Enqueue(next);
        return found;
    }
}

/// <summary>The moment just after an element.</summary>
internal sealed class Place(Element? element)
{
    /// <summary>The element just read; null before the first.</summary>
    public Element? Element { get; } = element;

    public Place[] Next { get; set; } = [];

    /// <summary>Nothing more need follow.</summary>
    public bool IsEnd { get; set; }
}
