"""A few rows of every layout, written by hand, with the arithmetic of what they become.

None needs data from elsewhere. Shopify's, PayPal's, UCI's and the list of orders are in
test_adapt.py as well, where what is special about them is looked at.
"""

# ruff: noqa: E501, RUF001 - the lines of an export are as they are.

from __future__ import annotations

from dataclasses import dataclass
from decimal import Decimal
from pathlib import Path

import pytest

from crri_gui.engine.core.run_context import RunContext
from crri_gui.engine.layouts.shipped import layouts
from crri_gui.engine.pipeline import Request, examined

pytestmark = pytest.mark.long


@dataclass(frozen=True)
class Case:
    """The lines of an export, and what is right.

    `counted` are the worth and the month of each order that counts, `customers` how many there
    are, `guests` how many orders have none. The sums are over the orders that are not void.
    """

    text: str
    counted: dict[str, tuple[str, str]]
    customers: int
    guests: int = 0
    shipping: str | None = None
    tax: str | None = None
    discount: str | None = None
    refund: str | None = None
    encoding: str = "utf-8"


CASES = {
    # 24.80 - 2.80 and 10 + 5; an item that was cancelled has no price. No buyer is named.
    "amazon_all_orders": Case(
        """\
amazon-order-id	purchase-date	order-status	quantity	currency	item-price	item-tax	shipping-price	item-promotion-discount	ship-state
112-1	2024-01-31T23:30:00+00:00	Shipped	2	USD	24.80	1.98	5.90	2.80	NY
112-2	2024-02-01T10:00:00+00:00	Unshipped	1	USD	10.00	0.80	0.00		NY
112-2	2024-02-01T10:00:00+00:00	Unshipped	1	USD	5.00	0.40	1.00		NY
112-3	2024-02-02T10:00:00+00:00	Cancelled	0						NY
""",
        {"112-1": ("22.00", "2024-01"), "112-2": ("15.00", "2024-02")},
        customers=0,
        guests=2,
        shipping="6.90",
        tax="3.18",
        discount="2.80",
    ),
    # 3 x 34.90; the order of two items has a row of its own above them: 12.40 + 2 x 5.
    "ebay_orders": Case(
        """\

"Sales Record Number","Order Number","Buyer Username","Buyer Email","Ship To State","Item Number",\
"Quantity","Sold For","Shipping And Handling","Seller Collected Tax","eBay Collected Tax",\
"Total Price","Payment Method","Sale Date"
"1","24-1","user1","A@x.example","NY","335","3","$34.90","$0.00","$0.00","$8.38","$113.08","Managed","Jan-03-24"
"2","24-2","user1","a@x.example","NY","","3","","$5.90","$0.00","$1.79","$30.09","Managed","Feb-04-24"
"2","24-2","user1","a@x.example","NY","336","1","$12.40","","","","","Managed","Feb-04-24"
"2","24-2","user1","a@x.example","NY","337","2","$5.00","","","","","Managed","Feb-04-24"

3,record(s) downloaded,from Jan-03-24 to Feb-04-24
Seller ID : somebody
""",
        {"24-1": ("104.70", "2024-01"), "24-2": ("22.40", "2024-02")},
        customers=1,
        shipping="5.90",
        tax="10.17",
    ),
    # 100 - 10 and 24.80; who has no id is told by the name. Months come first.
    "etsy_sold_orders": Case(
        """\
Sale Date,Order ID,Buyer User ID,Ship State,Currency,Order Value,Discount Amount,Shipping,Sales Tax,Order Total,Buyer,Payment Type
01/03/24,31,u7,NY,USD,100.00,10.00,5.00,7.20,102.20,Liam (u7),online_cc
02/01/24,32,,NY,USD,24.80,0.00,5.90,1.98,32.68,Bo Hazel,online_cc
""",
        {"31": ("90.00", "2024-01"), "32": ("24.80", "2024-02")},
        customers=2,
        shipping="10.90",
        tax="9.18",
        discount="10.00",
    ),
    # 20 - 2 + 5; the order's shipping is repeated on each item and counts once.
    "etsy_sold_order_items": Case(
        """\
Sale Date,Buyer,Quantity,Price,Discount Amount,Order Shipping,Item Total,Currency,Transaction ID,Ship Name,Ship State,Order ID
01/03/24,u7,2,10.00,2.00,4.00,20.00,USD,401,Liam Sorrel,NY,31
01/03/24,u7,1,5.00,0.00,4.00,5.00,USD,402,Liam Sorrel,NY,31
02/01/24,u7,1,12.40,0.00,5.90,12.40,USD,403,Liam Sorrel,NY,32
""",
        {"31": ("23.00", "2024-01"), "32": ("12.40", "2024-02")},
        customers=1,
        shipping="9.90",
        discount="2.00",
    ),
    # 104.70 - 4.70. The third was cancelled though it was paid, the fourth never came.
    "nuvemshop_sales": Case(
        """\
Número do Pedido;E-mail;Data;Status do Pedido;Status do Pagamento;Subtotal;Desconto;Valor do Frete;Total;Telefone;Estado;Anotações;Nome do Produto;Meio de pagamento
1;Ana@x.example;03/01/2024 11:01:00;Aberto;Confirmado;104.70;4.70;5.90;105.90;;São Paulo;"portaria;
obrigado";Copo;Pix
1;Ana@x.example;03/01/2024 11:01:00;;;;;;;;;;Prato;
2;ana@x.example;01/02/2024 19:15:00;Aberto;Pendente;24.80;0.00;5.90;30.70;;Bahia;;Copo;Pix
3;b@x.example;02/02/2024 19:15:00;Cancelado;Confirmado;7.00;0.00;0.00;7.00;;Bahia;;Copo;Pix
4;c@x.example;02/02/2024 19:15:00;Aberto;Recusado;9.00;0.00;0.00;9.00;;Bahia;;Copo;Pix
""",
        {"1": ("100.00", "2024-01"), "2": ("24.80", "2024-02")},
        customers=1,
        shipping="11.80",
        discount="4.70",
        encoding="cp1252",
    ),
    # 3 x 34,90 + 12,40.
    "one_row_an_item_de": Case(
        """\
Bestellnummer;Bestelldatum;Kundennummer;Menge;Einzelpreis;Status
1;03.01.2024 11:01;70;3;34,90;versendet
1;03.01.2024 11:01;70;1;12,40;versendet
2;04.02.2024 09:00;71;1;1.012,40;offen
3;04.02.2024 09:30;71;1;5,00;storniert
""",
        {"1": ("117.10", "2024-01"), "2": ("1012.40", "2024-02")},
        customers=2,
    ),
    # 2 x 12,40; the day comes first: the second is of February.
    "one_row_an_item_es": Case(
        """\
Nº de pedido;Fecha;Correo electrónico;Producto;Cantidad;Precio unitario;Estado
1;03/01/2024;A@x.example;Copa;2;12,40;Enviado
2;04/02/2024;a@x.example;Plato;1;7,00;Devuelto
3;05/02/2024;b@x.example;Plato;1;9,00;Anulado
""",
        {"1": ("24.80", "2024-01"), "2": ("7.00", "2024-02")},
        customers=1,
    ),
    # 2 x 12,40 and 7,00; the third was refused.
    "one_row_an_item_pt": Case(
        """\
Pedido;Data;Cliente;Produto;Quantidade;Preço unitário;Estado;Status
1;03/01/2024;9;Taça;2;12,40;SP;Enviado
2;04/02/2024;9;Prato;1;7,00;SP;Devolvido
3;05/02/2024;8;Prato;1;9,00;RJ;Recusado
""",
        {"1": ("24.80", "2024-01"), "2": ("7.00", "2024-02")},
        customers=1,
    ),
    # 113.08 and 32.68 - 5.90, tax within; the third has nobody.
    "one_row_an_order": Case(
        """\
Order ID,Order Date,Customer Email,Order Status,Total,Shipping,Currency,Payment Method,State
1,2024-01-03 11:01:00,a@x.example,completed,113.08,0.00,USD,card,NY
2,2024-02-04 19:15:00,A@X.example,refunded,32.68,5.90,USD,card,NY
3,2024-02-05 19:15:00,,paid,10.00,0.00,USD,card,NY
4,2024-02-05 19:15:00,b@x.example,declined,11.00,0.00,USD,card,NY
""",
        {"1": ("113.08", "2024-01"), "2": ("26.78", "2024-02"), "3": ("10.00", "2024-02")},
        customers=1,
        guests=1,
        shipping="5.90",
    ),
    # A refund, a withdrawal and what was denied are no sales; 5,25 of the first were given back.
    "paypal_activity": Case(
        """\
"Date","Time","TimeZone","Type","Status","Currency","Gross","From Email Address","Transaction ID","Reference Txn ID","Balance Impact"
"03/01/2024","11:01:00","PST","Express Checkout Payment","Completed","EUR","113,08","a@x.example","T1","","Credit"
"20/02/2024","11:01:00","PST","Mobile Payment","Completed","EUR","10,00","A@x.example","T2","","Credit"
"21/02/2024","11:01:00","PST","Express Checkout Payment","Denied","EUR","9,00","b@x.example","T3","","Credit"
"22/02/2024","11:01:00","PST","Payment Refund","Completed","EUR","-5,25","shop@x.example","R1","T1","Debit"
"23/02/2024","11:01:00","PST","General Withdrawal","Completed","EUR","-50,00","shop@x.example","W1","","Debit"
""",
        {"T1": ("113.08", "2024-01"), "T2": ("10.00", "2024-02")},
        customers=1,
        refund="5.25",
    ),
    # Fields of the order are in its first row; the third is void, whatever was given back.
    "shopify_orders": Case(
        """\
Name,Email,Financial Status,Currency,Subtotal,Shipping,Taxes,Total,Discount Amount,Created at,Lineitem quantity,Cancelled at,Payment Method,Refunded Amount,Phone
#1,A@x.example,partially_refunded,USD,30.00,5.00,2.00,37.00,3.00,2024-01-31 23:00:00 -0500,1,,card,4.00,
#1,A@x.example,,,,,,,,2024-01-31 23:00:00 -0500,2,,,,
#2,,authorized,USD,10.00,0.00,0.50,10.50,0.00,2024-02-04 10:00:00 -0500,1,,card,0.00,+1 555
#3,b@x.example,refunded,USD,40.00,0.00,2.00,42.00,0.00,2024-02-05 10:00:00 -0500,1,2024-02-06 10:00:00 -0500,card,42.00,
""",
        {"#1": ("30.00", "2024-01"), "#2": ("10.00", "2024-02")},
        customers=2,
        shipping="5.00",
        tax="2.50",
        discount="3.00",
        refund="4.00",
    ),
    "simple_four_columns": Case(
        """\
customer_id,order_id,date,amount
7,1,2024-01-03,104.70
7,2,2024-02-04,24.80
8,3,2024-02-05,-5.00
""",
        {
            "1": ("104.70", "2024-01"),
            "2": ("24.80", "2024-02"),
        },
        customers=1,
    ),
    # 9 + 5 after the discount; what was brought back is a row of its own, without its order.
    "square_item_sales": Case(
        """\
Date,Time,Time Zone,Item,Qty,Gross Sales,Discounts,Net Sales,Tax,Transaction ID,Event Type,Customer ID
2024-01-03,11:01:00,Eastern Time (US & Canada),Bowl,1.0,$10.00,-$1.00,$9.00,$0.00,TX1,Payment,CU7
2024-01-03,11:01:00,Eastern Time (US & Canada),Cup,1.0,$5.00,$0.00,$5.00,$0.00,TX1,Payment,CU7
2024-02-03,11:01:00,Eastern Time (US & Canada),Cup,1.0,$5.00,$0.00,$5.00,$0.00,TX2,Payment,
2024-02-04,11:01:00,Eastern Time (US & Canada),Bowl,-1.0,-$10.00,$1.00,-$9.00,$0.00,RX1,Refund,CU7
""",
        {"TX1": ("14.00", "2024-01"), "TX2": ("5.00", "2024-02")},
        customers=1,
        guests=1,
    ),
    # The address comes before the id: both first orders are one customer's. The times are UTC.
    "stripe_payments": Case(
        """\
id,Created (UTC),Amount,Amount Refunded,Currency,Status,Customer ID,Customer Email,Card Brand
ch_1,2024-01-03 16:01,113.08,0.00,usd,Paid,cus_1,A@x.example,Visa
ch_2,2024-02-01 02:01,32.68,5.00,usd,Partially Refunded,cus_2,a@x.example,Visa
ch_3,2024-02-01 02:01,10.00,0.00,usd,Uncaptured,cus_3,,Visa
ch_4,2024-02-02 02:01,11.00,0.00,usd,Failed,cus_4,b@x.example,Visa
""",
        {
            "ch_1": ("113.08", "2024-01"),
            "ch_2": ("32.68", "2024-02"),
            "ch_3": ("10.00", "2024-02"),
        },
        customers=2,
        refund="5.00",
    ),
    # 3 x 2.10 + 4; C takes back and A corrects the books.
    "uci_online_retail_ii": Case(
        """\
Invoice,StockCode,Description,Quantity,InvoiceDate,Price,Customer ID,Country
489,a,CUP,3,2010-01-05 10:00:00,2.10,12362,Belgium
489,b,BOWL,1,2010-01-05 10:00:00,4.00,12362,Belgium
490,b,BOWL,1,2010-02-05 10:00:00,4.00,,Belgium
C491,b,BOWL,-1,2010-02-06 10:00:00,4.00,12362,Belgium
A492,B,Adjust bad debt,1,2010-02-07 10:00:00,-100.00,,Belgium
""",
        {"489": ("10.30", "2010-01"), "490": ("4.00", "2010-02")},
        customers=1,
        guests=1,
    ),
    # A name is all there is: small letters and blanks make no other person.
    "woocommerce_analytics_orders": Case(
        """\
Date,Order #,N. Revenue (formatted),Status,Customer,Customer type,Product(s),Items sold,Net Sales
2024-01-03 11:01:00,1,$104.70,completed,Liam Sorrel,new,3× Bowl,3,104.70
2024-02-03 11:01:00,2,$10.00,on-hold,liam  sorrel,returning,1× Cup,1,10.00
2024-02-04 11:01:00,3,$9.00,cancelled,Bo Hazel,new,1× Cup,1,9.00
""",
        {"1": ("104.70", "2024-01"), "2": ("10.00", "2024-02")},
        customers=1,
    ),
    # 104.70 - 4.70; the order's amounts are repeated on each of its rows.
    "woocommerce_order_export": Case(
        """\
Order Number,Order Status,Order Date,State Code (Shipping),Email (Billing),Phone (Billing),Payment Method Title,Cart Discount Amount,Order Subtotal Amount,Order Shipping Amount,Order Refund Amount,Order Total Amount,Order Total Tax Amount,Item Name
1,Completed,2024-01-03 11:01,NY,A@x.example,+1 555,Card,4.70,104.70,5.90,12.00,113.90,8.00,Bowl
1,Completed,2024-01-03 11:01,NY,A@x.example,+1 555,Card,4.70,104.70,5.90,12.00,113.90,8.00,Cup
2,On hold,2024-02-03 11:01,NY,,+1 (555) 01,Card,0.00,10.00,0.00,0.00,10.00,0.00,Cup
3,Failed,2024-02-03 11:01,NY,b@x.example,,Card,0.00,9.00,0.00,0.00,9.00,0.00,Cup
""",
        {"1": ("100.00", "2024-01"), "2": ("10.00", "2024-02")},
        customers=2,
        shipping="5.90",
        tax="8.00",
        discount="4.70",
        refund="12.00",
    ),
}


@pytest.mark.parametrize("layout", CASES)
def test_a_few_rows_become_what_they_are_worth(layout: str, tmp_path: Path) -> None:
    case = CASES[layout]
    raw = tmp_path / "raw"
    raw.mkdir()
    (raw / "export.csv").write_text(case.text, encoding=case.encoding)
    with examined(RunContext(), Request(raw)) as data:
        assert data.found.source is not None
        assert data.found.source.layout.name == layout
        assert not data.report.errors and not data.report.broken
        orders = data.con.execute(
            "SELECT order_id, CAST(order_value AS VARCHAR), order_month FROM master_orders"
        ).fetchall()
        assert {order: (value, month) for order, value, month in orders} == case.counted
        customers = data.con.execute(
            """SELECT count(DISTINCT customer_unique_id), count(*) - count(customer_unique_id)
               FROM master_orders"""
        ).fetchone()
        assert customers == (case.customers, case.guests)
        sums = data.con.execute(
            """SELECT sum(coalesce(shipping, item_shipping)), sum(coalesce(tax, item_tax)),
                      sum(coalesce(discount, item_discount)), nullif(sum(refund), 0)
               FROM crri_orders WHERE class IS DISTINCT FROM 'void'"""
        ).fetchone()
    expected = (case.shipping, case.tax, case.discount, case.refund)
    assert sums == tuple(amount and Decimal(amount) for amount in expected)


def test_every_layout_that_can_be_used_has_a_case() -> None:
    # Written by hand in test_files_beside.py.
    in_several_files = {"orders_customers_payments"}
    usable = {layout.name for layout in layouts() if not layout.lacks}
    assert CASES.keys() | in_several_files == usable
