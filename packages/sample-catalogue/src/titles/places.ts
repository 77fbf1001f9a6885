// Names that stand in for {place}, {road}, {port} … in a title, by the nation whose law it is.
import { type SeededRandom } from "../seeded-random.js";
import { type Nation } from "../legislation-type.js";

type Names = readonly [string, ...string[]];
const names = (first: string, ...rest: readonly string[]): Names => [first, ...rest.flatMap((text) => text.split(", "))];

const places: Readonly<Record<Nation, Names>> = {
  England: names(
    "Bedford",
    "Bath, Birmingham, Blackburn, Bolton, Boston, Bradford, Brighton, Bristol, Burnley, Cambridge, Canterbury, Carlisle, Chelmsford, Cheltenham, Chester, Chesterfield, Colchester, Coventry, Crewe, Darlington, Derby, Doncaster, Dorchester, Durham, Exeter, Gloucester, Grantham, Guildford, Halifax, Harrogate, Hereford, Huddersfield, Ipswich, Kendal, Kettering, Lancaster, Leeds, Leicester, Lichfield, Lincoln, Luton, Maidstone, Manchester, Northampton, Norwich, Nottingham, Oxford, Penrith, Peterborough, Plymouth, Portsmouth, Preston, Reading, Salisbury, Scarborough, Sheffield, Shrewsbury, Stafford, Stockport, Sunderland, Swindon, Taunton, Telford, Truro, Wakefield, Warwick, Wigan, Winchester, Worcester, York",
  ),
  Wales: names(
    "Aberystwyth",
    "Bangor, Barry, Brecon, Bridgend, Builth Wells, Caernarfon, Caerphilly, Cardiff, Cardigan, Carmarthen, Chepstow, Conwy, Denbigh, Dolgellau, Haverfordwest, Llandudno, Llanelli, Llangollen, Machynlleth, Merthyr Tydfil, Mold, Monmouth, Neath, Newport, Newtown, Pontypridd, Port Talbot, Rhyl, Swansea, Tenby, Welshpool, Wrexham",
  ),
  Scotland: names(
    "Aberdeen",
    "Arbroath, Aviemore, Ayr, Dumbarton, Dumfries, Dundee, Dunfermline, Edinburgh, Elgin, Falkirk, Fort William, Galashiels, Glasgow, Hawick, Inverness, Inverurie, Kelso, Kilmarnock, Kirkcaldy, Lanark, Lerwick, Montrose, Nairn, Oban, Paisley, Peebles, Perth, Pitlochry, Selkirk, Stirling, Stornoway, Stranraer, Thurso, Ullapool, Wick",
  ),
  "Northern Ireland": names(
    "Antrim",
    "Armagh, Ballymena, Ballymoney, Banbridge, Bangor, Belfast, Carrickfergus, Coleraine, Cookstown, Downpatrick, Dungannon, Enniskillen, Larne, Limavady, Lisburn, Londonderry, Lurgan, Magherafelt, Newcastle, Newry, Newtownards, Omagh, Portadown, Strabane",
  ),
};

const ports: Readonly<Record<Nation, Names>> = {
  England: names(
    "Whitby",
    "Blyth, Brixham, Dover, Falmouth, Felixstowe, Fowey, Grimsby, Harwich, Hartlepool, Heysham, Lowestoft, Newlyn, Padstow, Poole, Ramsgate, Shoreham, Southampton, Tees, Teignmouth, Tyne, Weymouth, Whitehaven",
  ),
  Wales: names(
    "Holyhead",
    "Aberaeron, Barmouth, Burry Port, Fishguard, Milford Haven, Mostyn, Newport, Port Talbot, Pwllheli, Saundersfoot, Swansea",
  ),
  Scotland: names(
    "Aberdeen",
    "Ardrossan, Buckie, Campbeltown, Cromarty, Fraserburgh, Greenock, Kirkwall, Lerwick, Mallaig, Montrose, Oban, Peterhead, Port Ellen, Portree, Scrabster, Stornoway, Tobermory, Ullapool, Wick",
  ),
  "Northern Ireland": names(
    "Larne",
    "Ardglass, Bangor, Belfast, Carlingford, Kilkeel, Londonderry, Portavogie, Portrush, Warrenpoint",
  ),
};

const roads: Readonly<Record<Nation, Names>> = {
  England: names(
    "A1 Trunk Road",
    "A5 Trunk Road, A14 Trunk Road, A19 Trunk Road, A30 Trunk Road, A38 Trunk Road, A40 Trunk Road, A43 Trunk Road, A45 Trunk Road, A46 Trunk Road, A47 Trunk Road, A49 Trunk Road, A50 Trunk Road, A52 Trunk Road, A63 Trunk Road, A64 Trunk Road, A66 Trunk Road, A69 Trunk Road, A120 Trunk Road, A249 Trunk Road, A259 Trunk Road, A303 Trunk Road, A417 Trunk Road, A421 Trunk Road, A428 Trunk Road, M1 Motorway, M4 Motorway, M5 Motorway, M6 Motorway, M25 Motorway, M40 Motorway, M62 Motorway",
  ),
  Wales: names(
    "A5 Trunk Road",
    "A40 Trunk Road, A44 Trunk Road, A48 Trunk Road, A55 Trunk Road, A458 Trunk Road, A465 Trunk Road, A470 Trunk Road, A477 Trunk Road, A479 Trunk Road, A483 Trunk Road, A487 Trunk Road, A489 Trunk Road, A494 Trunk Road, M4 Motorway",
  ),
  Scotland: names(
    "A1 Trunk Road",
    "A7 Trunk Road, A9 Trunk Road, A68 Trunk Road, A75 Trunk Road, A76 Trunk Road, A77 Trunk Road, A78 Trunk Road, A82 Trunk Road, A83 Trunk Road, A85 Trunk Road, A87 Trunk Road, A90 Trunk Road, A92 Trunk Road, A95 Trunk Road, A96 Trunk Road, A720 Trunk Road, A737 Trunk Road, A828 Trunk Road, A835 Trunk Road, A887 Trunk Road, M8 Motorway, M9 Motorway, M74 Motorway, M90 Motorway",
  ),
  "Northern Ireland": names(
    "A1 Road",
    "A2 Road, A4 Road, A5 Road, A6 Road, A8 Road, A24 Road, A26 Road, A29 Road, M1 Motorway, M2 Motorway, M3 Motorway",
  ),
};

const rivers: Readonly<Record<Nation, Names>> = {
  England: names("Avon", "Coquet, Dart, Derwent, Eden, Exe, Lune, Ouse, Severn, Tamar, Test, Thames, Trent, Tyne, Wear"),
  Wales: names("Conwy", "Clwyd, Dee, Dyfi, Mawddach, Taf, Teifi, Towy, Usk, Wye"),
  Scotland: names("Annan", "Ayr, Dee, Deveron, Don, Esk, Findhorn, Forth, Ness, Nith, Spey, Tay, Tweed"),
  "Northern Ireland": names("Bann", "Bush, Erne, Faughan, Foyle, Lagan, Mourne, Roe"),
};

const fish = names(
  "Cod",
  "Haddock, Herring, Hake, Plaice, Sole, Whiting, Mackerel, Scallops, Cockles, Mussels, Oysters, Lobsters, Bass, Turbot, Edible Crabs, Salmon, Sea Trout",
);
const fields = names(
  "Alba",
  "Auk, Balmoral, Beryl, Brae, Brent, Bruce, Buzzard, Captain, Claymore, Clyde, Cormorant, Douglas, Dunlin, Elgin, Forties, Foinaven, Fulmar, Galley, Gannet, Harding, Heather, Judy, Kittiwake, Leman, Magnus, Montrose, Morecambe, Murchison, Nelson, Ninian, Piper, Ravenspurn, Schiehallion, Scott, Statfjord, Tern, Thistle, Tiffany, Viking, West Sole",
);
const countries = names(
  "Australia",
  "Austria, Barbados, Belarus, Belgium, Canada, Cyprus, Denmark, Finland, France, Germany, Greece, Haiti, Iceland, Iran, Iraq, Ireland, Israel, Italy, Jamaica, Japan, Kenya, Lebanon, Liberia, Libya, Malta, Mauritius, Morocco, Netherlands, New Zealand, Norway, Portugal, Sierra Leone, Somalia, Spain, Sudan, Sweden, Switzerland, Syria, Turkey, Zimbabwe",
);

/** Puts names where a wording has {place}, {port}, {road}, {river}, {fish}, {field} or {country}; no name comes twice. */
export const fillPlaces = (wording: string, nation: Nation, random: SeededRandom): string => {
  const lists: Readonly<Record<string, Names>> = {
    place: places[nation],
    port: ports[nation],
    road: roads[nation],
    river: rivers[nation],
    fish,
    field: fields,
    country: countries,
  };
  const used = new Set<string>();
  return wording.replace(/\{(\w+)\}/g, (_, kind: string) => {
    const list = lists[kind] ?? places[nation];
    let name = random.pick(list);
    while (used.has(name)) name = random.pick(list);
    used.add(name);
    return name;
  });
};
